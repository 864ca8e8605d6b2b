# Shared by src/start and src/rr: where the state lies, and the built host. Sourced after postgres.sh, never run.

# find_state: sets state, the folder of everything that must survive a restart.
find_state() {
  state=${RR_STATE:-${XDG_STATE_HOME:-$HOME/.local/state}/ruralrights}
  # Root hands the cluster to the postgres user, who has to be able to walk to it; the home of root lets nobody through.
  if [ "$(id -u)" = 0 ] && [ -z "${RR_STATE:-}" ]; then
    local parent=$state
    while [ ! -d "$parent" ]; do parent=$(dirname "$parent"); done
    runuser -u postgres -- test -x "$parent" 2>/dev/null || state=/var/lib/ruralrights
  fi
  mkdir -p "$state" || die "$exit_use" "不能创建状态文件夹 $state。" "The state folder $state cannot be made."
  state=$(readlink -f "$state")
}

# build_host: sets host to the folder of the built host; builds it when the sources differ from those it was built
# from. Published, not merely built: static files of an unpublished host are empty outside development. A folder per
# fingerprint, so that a build never pulls files from under a host that runs.
build_host() {
  local root; root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
  local fingerprint; fingerprint=$(cd "$root" && find src Directory.Build.props Directory.Packages.props global.json -type f \
      -not -path '*/bin/*' -not -path '*/obj/*' -not -path '*/node_modules/*' \
      -not -path '*/wwwroot/js/*' -not -path '*/wwwroot/css/*' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16)
  host=${RR_HOST:-$state/host/$fingerprint}
  [ ! -e "$host/RuralRights.Web.dll" ] || return 0
  require_node npm
  command -v dotnet >/dev/null || die "$exit_packages" "缺少 .NET 10 SDK（dotnet）。" "The .NET 10 SDK (dotnet) is missing."
  require_disk "$state" 1000

  mkdir -p "$state/host"
  exec 8>"$state/host/lock"
  flock 8
  if [ ! -e "$host/RuralRights.Web.dll" ]; then
    say "正在编译，第一次需要几分钟……" "Building; the first time takes a few minutes ..."
    rm -rf "$host.new"
    if ! DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 \
         dotnet publish "$root/src/RuralRights.Web" -c Release -o "$host.new" --nologo -v quiet --disable-build-servers \
         </dev/null >"$state/host/build.log" 2>&1 8>&- 9>&-; then
      tail -n 20 "$state/host/build.log" >&2
      die "$exit_build" "编译失败，见 $state/host/build.log。" "The build failed; see $state/host/build.log."
    fi
    mv "$host.new" "$host"
    # The two before the newest stay, for a host that still runs from one of them.
    find "$state/host" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d ' ' -f 2- | xargs -r rm -rf
  fi
  exec 8>&-
}

# use_cluster: exports the connection strings of the private cluster of this state folder.
use_cluster() {
  export RR_DB="Host=$socket;Username=rr_owner;Database=ruralrights"
  export RR_DB_APP="Host=$socket;Username=rr_app;Database=ruralrights"
}

# use_server: an existing server was named. Without a connection string for the application, the application signs in
# as the owner and puts on its own, weaker role.
use_server() {
  export RR_DB RR_DB_APP="${RR_DB_APP:-$RR_DB;Options=-c role=rr_app}"
}
