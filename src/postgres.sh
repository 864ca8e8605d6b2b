# Shared by src/start, tests/run and tests/bench: Debian packages, and a private PostgreSQL + PostGIS cluster
# that listens on a Unix socket only. Sourced, never run. Every cluster has its own folder:
#
#   FOLDER/data     the data folder, with checksums
#   FOLDER/log      what the server said
#   the socket      FOLDER/socket, or a short folder under /tmp when that path is too long for a socket
#
# Exit codes that the callers share; src/start --help lists them for people.
readonly exit_use=2 exit_packages=3 exit_port=4 exit_old_server=5 exit_no_postgis=6 exit_disk=7 exit_running=8 exit_build=9 exit_server=10 exit_node=13
readonly oldest_postgres=14 oldest_node=18

# say ZH EN: one sentence for people in each language, never on standard output, which belongs to machines.
say() { printf '%s\n%s\n' "$1" "$2" >&2; }

# die CODE ZH EN. Who asked for JSON (as_json) gets the shape that the program gives in the same case; see rr --help.
as_json=
die() {
  say "$2" "$3"
  [ -z "$as_json" ] || printf '{"state":"failed","rule":null,"outage":null,"zh":%s,"en":%s}\n' "$(json_text "$2")" "$(json_text "$3")"
  exit "$1"
}

# json_text TEXT: the text as JSON writes it.
json_text() {
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "${text//$'\n'/\\n}"
}

# is_alive PID: a process that has ended but was not yet waited for is not alive.
is_alive() { [ -d "/proc/$1" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

# free_megabytes FOLDER: room left for it, whether or not it exists yet.
free_megabytes() {
  local folder=$1
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  df -Pm "$folder" | awk 'NR == 2 { print $4 }'
}

# require_disk FOLDER MEGABYTES
require_disk() {
  local free; free=$(free_megabytes "$1")
  [ "$free" -ge "$2" ] || die "$exit_disk" \
    "磁盘空间不足：$1 所在磁盘只剩 $free MB，至少需要 $2 MB。" \
    "Not enough disk: $1 has $free MB left and at least $2 MB are needed."
}

# install_packages PACKAGE...: installs those that are missing, or prints the one line that does.
install_packages() {
  local package missing=() become=()
  command -v dpkg-query >/dev/null || return 0   # Not Debian: what is missing shows when it is looked for.
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" != 0 ]; then
    if [ -t 0 ] && command -v sudo >/dev/null; then become=(sudo)
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then become=(sudo -n)
    else
      die "$exit_packages" \
        "缺少软件包，请以管理员身份执行下面一行后重试：" \
        "Packages are missing. Run this one line as an administrator, then try again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
    fi
  fi

  say "正在安装：${missing[*]}" "Installing: ${missing[*]}"
  local log; log=$(mktemp)
  # Debian's package would otherwise start a cluster of its own on port 5432, which nobody asked for.
  if ! { "${become[@]}" sh -c 'test -e /etc/postgresql-common/createcluster.conf || {
           mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf; }' &&
         "${become[@]}" apt-get update -q &&
         "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
           -o Dpkg::Options::=--force-confold "${missing[@]}"; } </dev/null >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    die "$exit_packages" "软件包安装失败，完整记录见 $log。" "The packages could not be installed; the whole log is $log."
  fi
  rm -f "$log"
}

# require_node [npm]: Node, which reads the Access database of a delivery; with npm, what builds styles, scripts and that reader.
require_node() {
  if ! command -v node >/dev/null || ! command -v "${1:-node}" >/dev/null; then install_packages nodejs ${1:+"$1"}; fi
  local version; version=$(node --version 2>/dev/null | grep -Eo '[0-9]+' | head -n 1 || true)
  [ -n "$version" ] || die "$exit_packages" "缺少 Node.js（node）。" "Node.js (node) is missing."
  [ "$version" -ge "$oldest_node" ] || die "$exit_node" \
    "Node.js $version 太旧（$(command -v node)），需要 $oldest_node 或更新的版本。请装新的版本，并让它排在 PATH 前面。" \
    "Node.js $version at $(command -v node) is too old; version $oldest_node or newer is needed. Install a newer one and put it first on PATH."
}

# find_postgres: sets postgres_bin to the newest installed server and refuses one that is too old or has no PostGIS.
find_postgres() {
  postgres_bin=${RR_PG_BIN:-}
  [ -n "$postgres_bin" ] || postgres_bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  [ -x "$postgres_bin/initdb" ] || postgres_bin=$(dirname "$(command -v initdb || echo /none/initdb)")
  [ -x "$postgres_bin/postgres" ] || die "$exit_packages" \
    "没有找到 PostgreSQL。请执行：sudo apt-get install -y postgresql postgresql-postgis" \
    "PostgreSQL was not found. Run: sudo apt-get install -y postgresql postgresql-postgis"

  local version share
  version=$("$postgres_bin/postgres" --version | grep -Eo '[0-9]+' | head -n 1)
  [ "$version" -ge "$oldest_postgres" ] || die "$exit_old_server" \
    "PostgreSQL $version 太旧（$postgres_bin），需要 $oldest_postgres 或更新的版本。" \
    "PostgreSQL $version in $postgres_bin is too old; version $oldest_postgres or newer is needed."

  # Debian's pg_config answers for the newest client library, not for this server, so the server's own layout is asked first.
  share=/usr/share/postgresql/$version
  [ -d "$share/extension" ] || share=$("$postgres_bin/pg_config" --sharedir 2>/dev/null || true)
  [ -e "$share/extension/postgis.control" ] || die "$exit_no_postgis" \
    "PostgreSQL $version 没有安装 PostGIS。请执行：sudo apt-get install -y postgresql-$version-postgis-3" \
    "PostGIS is not installed for PostgreSQL $version. Run: sudo apt-get install -y postgresql-$version-postgis-3"
}

# as_postgres COMMAND...: the server refuses to run as root, so root hands it to the postgres user.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# cluster_pid FOLDER: the process id of the cluster's running server, or nothing. A process id left behind by a server
# that was killed may by now belong to anybody: only a process that works in the data folder is ours.
cluster_pid() {
  local pid
  pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) || return 0
  [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$(readlink -f "$1/data")" ] || return 0
  echo "$pid"
}

# cluster_processes FOLDER: every process that works in the cluster's data folder, one a line. Those of a server that was
# killed outlive it for a while, and hold its memory.
cluster_processes() {
  local process data; data=$(readlink -f "$1/data")
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/cwd" 2>/dev/null)" != "$data" ] || echo "${process#/proc/}"
  done
}

# create_cluster FOLDER: once. A creation that was cut short is begun again.
create_cluster() {
  local folder=$1
  [ ! -s "$folder/data/rr.conf" ] || return 0
  mkdir -p "$folder"
  chmod 700 "$folder"
  [ "$(id -u)" != 0 ] || chown postgres "$folder"
  as_postgres rm -rf "$folder/data"
  as_postgres "$postgres_bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --data-checksums >"$folder/initdb.log" 2>&1 </dev/null || {
      tail -n 20 "$folder/initdb.log" >&2
      die "$exit_server" "数据库无法创建，见 $folder/initdb.log。" "The database could not be created; see $folder/initdb.log."
    }
  as_postgres sh -c "echo \"include_if_exists = 'rr.conf'\" >> '$folder/data/postgresql.conf'"
  configure_cluster "$folder"
}

# configure_cluster FOLDER: written anew at each start, so that an older cluster follows the settings of today.
configure_cluster() {
  as_postgres tee "$1/data/rr.conf" >/dev/null <<'CONF'
# An acknowledged entry survives a crash: these four are asserted by the register when it starts.
fsync = on
full_page_writes = on
synchronous_commit = on
data_sync_retry = off

# Only the socket; its folder admits nobody but its owner, which is what makes "trust" safe.
listen_addresses = ''
unix_socket_permissions = 0700

# One session that forgets its transaction must not hold the projections of all.
idle_in_transaction_session_timeout = 5min

max_connections = 200
# The no-overlap rule takes a lock for each touched grid cell.
max_locks_per_transaction = 256
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
checkpoint_completion_target = 0.9
jit = off
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
log_line_prefix = '%m [%p] %q%u@%d '
CONF
}

# start_cluster FOLDER: starts it unless it runs; sets socket, and cluster_pid_started when this call started it.
start_cluster() {
  local folder=$1 pid try
  cluster_pid_started=
  socket=$folder/socket
  pid=$(cluster_pid "$folder")
  if [ -n "$pid" ]; then
    socket=$(sed -n 5p "$folder/data/postmaster.pid")
    return 0
  fi

  # A path of more than 107 bytes is no socket address, and the name of the socket itself takes some 20.
  if [ ${#socket} -gt 85 ]; then socket=$(as_postgres mktemp -d /tmp/rr-socket.XXXXXX); fi
  as_postgres mkdir -p -m 700 "$socket"
  for try in $(seq 300); do [ -n "$(cluster_processes "$folder")" ] || break; sleep 0.1; done
  # No server works in this folder, so these are left over from one that was killed.
  as_postgres rm -f "$folder/data/postmaster.pid" "$socket/.s.PGSQL.5432" "$socket/.s.PGSQL.5432.lock"
  configure_cluster "$folder"
  # The server gets no file of ours but its log: a lock or a pipe it inherited would outlive us.
  if ! as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 90 \
         -o "-c unix_socket_directories='$socket'" start </dev/null >/dev/null 2>&1 4>&- 9>&-; then
    tail -n 20 "$folder/log" >&2
    die "$exit_server" "数据库没有启动，见 $folder/log。" "The database did not start; see $folder/log."
  fi
  cluster_pid_started=$(cluster_pid "$folder")
}

# stop_cluster FOLDER: politely, then at once. Never anything but the server that works in this folder.
stop_cluster() {
  local folder=$1
  [ -n "$(cluster_pid "$folder")" ] || return 0
  as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" -m fast -w -t 60 stop </dev/null >/dev/null 2>&1 ||
    as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" -m immediate -w -t 20 stop </dev/null >/dev/null 2>&1 || true
  case "$socket" in /tmp/rr-socket.*) as_postgres rmdir "$socket" 2>/dev/null || true ;; esac
}

# prepare_roles: what only a superuser may do for the register.
prepare_roles() {
  as_postgres "$postgres_bin/psql" -h "$socket" -U postgres -d postgres -qX -v ON_ERROR_STOP=1 >/dev/null \
    <"$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/roles.sql"
}
