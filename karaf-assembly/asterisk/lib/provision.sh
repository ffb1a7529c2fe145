# SPDX-License-Identifier: Apache-2.0
# Finds Asterisk and its test tools on the PATH, or unpacks the distribution's packages into a cache folder.
# The unpacked programs run with the folder's own loader, so the host's libraries do not matter.

PACKAGES="asterisk asterisk-core-sounds-en-wav asterisk-moh-opsound-wav sip-tester sox espeak-ng baresip-core"
TOOLS="asterisk sipp sox espeak-ng"

provision() {
  local tool missing=""
  for tool in $TOOLS; do on_path "$tool" >/dev/null || missing="$missing $tool"; done
  [ -n "$missing" ] || return 0
  [ ! -f "$CACHE/complete" ] || return 0
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    die "not on the PATH:$missing; this host has no apt-get to fetch them: install asterisk, sipp, sox and espeak-ng"
  mkdir -p "$CACHE"
  (
    flock -w 900 9 || die "another provisioning holds $CACHE/lock for more than 15 minutes"
    [ -f "$CACHE/complete" ] || fetch
  ) 9>"$CACHE/lock"
}

# Root-only folders such as /usr/sbin count as well: asterisk needs no rights of its own.
on_path() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1"; }

fetch() {
  local apt="$CACHE/apt" suite mirror keyring origin started=$SECONDS deb
  origin="$(. /etc/os-release && echo "${ID:-debian}")"
  mirror="$(apt_mirror)"
  [ -n "$mirror" ] || die "apt-get indextargets names no package archive: are the machine's sources empty?"
  case "$origin" in
    ubuntu) suite="${SHUNIU_ASTERISK_SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}" keyring=ubuntu ;;
    *) suite="${SHUNIU_ASTERISK_SUITE:-forky}" keyring=debian ;;
  esac
  keyring="/usr/share/keyrings/$keyring-archive-keyring.gpg"
  [ -f "$keyring" ] || die "the archive's keyring $keyring is missing"
  echo "fetching $PACKAGES from $suite (about 140 MB, once) ..." >&2
  rm -rf "$apt" "$CACHE/fs.new"
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$CACHE/fs.new"
  : >"$apt/status"
  echo "deb [signed-by=$keyring check-valid-until=no] $mirror $suite main$([ "$origin" = ubuntu ] && echo ' universe')" \
    >"$apt/sources.list"
  apt_private "$apt" 120 update
  # shellcheck disable=SC2086
  apt_private "$apt" 900 install -y --download-only $PACKAGES
  for deb in "$apt"/archives/*.deb; do dpkg-deb -x "$deb" "$CACHE/fs.new"; done
  rm -rf "$CACHE/fs" "$apt"
  mv "$CACHE/fs.new" "$CACHE/fs"
  touch "$CACHE/complete"
  echo "ready in $((SECONDS - started)) s: $CACHE/fs" >&2
}

apt_mirror() {
  apt-get indextargets --format '$(REPO_URI)|$(SUITE)|$(COMPONENT)' 'Created-By: Packages' |
    awk -F'|' '$3 == "main" && $2 !~ /security/ { print $1; exit }'
}

# The machine's own apt settings (proxy, certificates) stay in force; lists, status and archive are ours alone.
apt_private() {
  local apt=$1 seconds=$2
  shift 2
  timeout "$seconds" apt-get -q -o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State::Lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::State::extended_states="$apt/extended" \
    -o Dir::Cache="$apt" -o Dir::Cache::archives="$apt/archives" -o APT::Sandbox::User= -o Acquire::Languages=none \
    -o APT::Install-Recommends=0 -o APT::Keep-Downloaded-Packages=1 -o Debug::NoLocking=1 -o Acquire::Retries=3 \
    "$@" >"$apt/log" 2>&1 || { tail -n 5 "$apt/log" >&2; die "apt-get $1 failed or took more than $seconds s"; }
}

# A small script per program, so that callers get one path to execute, whatever its origin.
tool_runner() {
  local name=$1 file="$CACHE/bin/$1" temporary="$CACHE/bin/$1.$BASHPID" found loader
  if found="$(on_path "$name")"; then echo "$found"; return; fi
  if [ ! -x "$file" ]; then
    found="$(find "$CACHE/fs/usr/bin" "$CACHE/fs/usr/sbin" -name "$name" 2>/dev/null | head -n 1)"
    [ -n "$found" ] || die "$name is neither on the PATH nor in $CACHE: run asterisk.sh provision"
    loader="$(find "$CACHE"/fs/usr/lib64 "$CACHE"/fs/usr/lib -maxdepth 1 -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)"
    mkdir -p "$CACHE/bin"
    cat >"$temporary" <<TEXT
#!/bin/sh
export ESPEAK_DATA_PATH="$(fs_lib)" TERMINFO="$CACHE/fs/usr/share/terminfo"
exec "$loader" --library-path "$(fs_lib):$(fs_lib)/pulseaudio" "$found" "\$@"
TEXT
    chmod 755 "$temporary"
    mv "$temporary" "$file"
  fi
  echo "$file"
}

fs_lib() { echo "$CACHE"/fs/usr/lib/*-linux-gnu*; }

run_tool() {
  local runner
  runner="$(tool_runner "$1")"
  shift
  "$runner" "$@"
}

exec_tool() {
  local runner
  on_path "$1" >/dev/null || provision
  runner="$(tool_runner "$1")"
  shift
  exec "$runner" "$@"
}
