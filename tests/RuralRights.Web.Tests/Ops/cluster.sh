#!/usr/bin/env bash
# A PostgreSQL + PostGIS for one test that may break it. It says the folder of its socket, then obeys one word a line on
# standard input and answers each with a line; at the end of the input it takes everything down again.
#
#   cluster.sh FOLDER                a cluster in FOLDER
#   cluster.sh FOLDER data SIZE      its tables lie on a disk of SIZE, FOLDER/small, that only this script and its children see
#   cluster.sh FOLDER wal SIZE       its log of transactions lies there
#   cluster.sh FOLDER state SIZE     nothing of it lies there
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
folder=$1 placed=${2:-} size=${3:-}

# A small disk needs a view of the file system of its own. Root just takes one; anybody else becomes root in a world of
# his own for that, and himself again in another inside it, because PostgreSQL refuses root.
if [ -n "$placed" ] && [ -z "${small_disk:-}" ]; then
  export small_disk=wanted who; who="$(id -u) $(id -g)"
  if [ "$(id -u)" = 0 ]; then exec unshare --mount "$0" "$@"; else exec unshare --user --map-root-user --mount "$0" "$@"; fi
fi
if [ "${small_disk:-}" = wanted ]; then
  mkdir -p "$folder/small"
  mount -t tmpfs -o "size=$size,mode=0777" tmpfs "$folder/small"
  export small_disk=made
  read -r user group <<<"$who"
  [ "$user" = 0 ] || exec unshare --user "--map-user=$user" "--map-group=$group" "$0" "$@"
fi

. "$here/../../../src/postgres.sh"
find_postgres
socket=

# Like a machine that loses its power: nobody of the server has a last word.
cut_off() {
  local process processes try
  for try in $(seq 200); do
    processes=$(cluster_processes "$folder/cluster")
    [ -n "$processes" ] || return 0
    for process in $processes; do kill -KILL "$process" 2>/dev/null || true; done
    sleep 0.1
  done
}

# One that crashed and came back by itself recovers for a while.
until_ready() {
  local try
  for try in $(seq 600); do ! as_postgres "$postgres_bin/pg_isready" -q -h "$socket" || return 0; sleep 0.1; done
  echo "The server did not come back after $try looks." >&2
  return 1
}

# The server keeps files for its log in hand; what stands in them is used up but for a little.
# Whoever else writes meanwhile may use up the rest, and the server stops before this is through; that is what is wanted.
use_up_log() {
  as_postgres "$postgres_bin/psql" -h "$socket" -U postgres -d postgres -qX >/dev/null <<'SQL'
do $$
declare
    left_over bigint;
begin
    loop
        select (count(*) filter (where name > pg_walfile_name(pg_current_wal_insert_lsn())) + 1) * 16777216
                   - (pg_walfile_name_offset(pg_current_wal_insert_lsn())).file_offset
        into left_over
        from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$';
        exit when left_over < 600000;
        perform pg_logical_emit_message(false, 'full', repeat('x', least(left_over - 500000, 4000000)::integer));
    end loop;
end $$;
SQL
}

finish() { trap - EXIT; cut_off; [ -z "$socket" ] || rm -rf "$socket"; }
trap finish EXIT
trap 'exit 143' TERM INT HUP

create_cluster "$folder/cluster"
if [ "$placed" = wal ]; then
  as_postgres cp -a "$folder/cluster/data/pg_wal" "$folder/small/"
  as_postgres rm -rf "$folder/cluster/data/pg_wal"
  as_postgres ln -s "$folder/small/pg_wal" "$folder/cluster/data/pg_wal"
fi
start_cluster "$folder/cluster"
prepare_roles
if [ "$placed" = data ]; then
  as_postgres mkdir -m 700 "$folder/small/tables"
  as_postgres "$postgres_bin/psql" -h "$socket" -U postgres -d postgres -qX -v ON_ERROR_STOP=1 >/dev/null \
    -c "create tablespace small location '$folder/small/tables'" \
    -c "grant create on tablespace small to rr_owner, rr_app" \
    -c "alter role rr_owner set default_tablespace = small"
fi
echo "$socket"

while read -r word; do
  case $word in
    fill) dd if=/dev/zero of="$folder/small/ballast" bs=4k >/dev/null 2>&1 || true; [ "$placed" != wal ] || use_up_log || true ;;
    free) rm -f "$folder/small/ballast" ;;
    cut) cut_off ;;
    freeze) kill -STOP $(cluster_processes "$folder/cluster") ;;
    thaw) kill -CONT $(cluster_processes "$folder/cluster") ;;
    start) start_cluster "$folder/cluster"; until_ready ;;
  esac
  echo "$word"
done
