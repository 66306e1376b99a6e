# .ci/machine.sh - what quickstart and runtests share: packages, who we are, where to build.
# Sourced, not run.

RUN_PACKAGES="gcc libc6-dev meson ninja-build pkg-config python3 gettext
  libigraph-dev libgraphviz-dev libpq-dev libjansson-dev libmicrohttpd-dev libcsv-dev
  libcyaml-dev libyaml-dev libzip-dev libxml2-dev libsodium-dev libicu-dev
  libseccomp-dev zlib1g-dev libcmocka-dev
  postgresql-15 postgresql-client-15 fonts-dejavu-core
  node-d3-selection node-d3-transition node-d3-zoom"
TEST_PACKAGES="python3-jsonschema python3-selenium chromium chromium-driver libxml2-utils
  libasan8 libubsan1 git"

say() { printf '%s\n' "$*" >&2; }

# Installs those of the named Debian packages that are missing; quick when none is.
need_packages() {
    missing=
    for package in "$@"; do
        case "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" in
            "install ok installed") ;;
            *) missing="$missing $package" ;;
        esac
    done
    [ -z "$missing" ] && return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "these Debian packages are missing, and there is no sudo:$missing"
            say "ask an administrator: apt-get install --no-install-recommends$missing"
            return 1
        fi
        as_root="sudo"
    fi
    say "installing:$missing"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends $missing >/dev/null </dev/null
}

# Prints a folder to build in that we may write to: NAME here, or one of our own.
build_folder() {
    if [ -d "$1" ] && [ -O "$1" ]; then
        printf '%s/%s\n' "$PWD" "$1"
    elif [ ! -e "$1" ] && [ -w . ]; then
        printf '%s/%s\n' "$PWD" "$1"
    else
        printf '%s/puente/%s-%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}" "$1" \
            "$(printf '%s' "$PWD" | cksum | cut -d' ' -f1)"
    fi
}

# Sets up and builds: build FOLDER MESON-OPTIONS...
build() {
    folder=$1
    shift
    mkdir -p "$folder" || return 1
    log=$folder/build.log
    if [ ! -f "$folder/build.ninja" ]; then
        meson setup "$folder" . "$@" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
    fi
    ninja -C "$folder" >"$log" 2>&1 || { tail -n 60 "$log" >&2; return 1; }
}
