# SPDX-License-Identifier: Apache-2.0
# A home: settings, data and secrets of one hub. The distribution itself stays read-only.

# Sets HOME_DIR, PBX and OFFSET from the options and from what the home remembers.
choose_home() {
  local pbx="$1" home="$2" offset="$3" made_with
  case "$pbx" in '' | simulator | asterisk | none) ;; *) die "--pbx is simulator, asterisk or none, not '$pbx'" ;; esac
  if [ -n "$home" ]; then HOME_DIR="$(absolute "$home")"; else HOME_DIR="$HOMES/${pbx:-simulator}"; fi
  made_with="$(value_of "$HOME_DIR/home.properties" pbx)"
  if [ -n "$made_with" ] && [ -n "$pbx" ] && [ "$pbx" != "$made_with" ]; then
    die "$HOME_DIR was made with --pbx $made_with; its data and settings belong to that. Use another --home for $pbx."
  fi
  PBX="${pbx:-${made_with:-simulator}}"
  OFFSET="${offset:-$(value_of "$HOME_DIR/home.properties" port-offset)}"
  OFFSET="${OFFSET:-0}"
  [[ "$OFFSET" =~ ^[0-9]{1,4}$ ]] && [ "$OFFSET" -le 2500 ] || die "--port-offset is a number from 0 to 2500, not '$OFFSET'"
  HTTP_PORT=$((8181 + OFFSET))
  SSH_PORT=$((8101 + OFFSET))
}

make_home() {
  mkdir -p "$HOME_DIR"/{etc,data/log,data/tmp,deploy,repository,run}
  (umask 077 && mkdir -p "$HOME_DIR/secrets")
  printf 'pbx=%s\nport-offset=%s\n' "$PBX" "$OFFSET" >"$HOME_DIR/home.properties"
  ship_settings
  drop_stale_cache
  make_admin_password
  make_vault_key
  make_shell_key
}

# Settings that nobody changed follow the distribution; changed ones stay.
ship_settings() {
  local shipped="$HOME_DIR/run/shipped.sha256" file name
  touch "$shipped"
  (cd "$ASSEMBLY/etc" && find . -type f -printf '%P\n') | while read -r name; do
    file="$HOME_DIR/etc/$name"
    if [ ! -e "$file" ] || grep -qxF "$(sha256sum <"$file" | cut -c1-64)  $name" "$shipped"; then
      mkdir -p "$(dirname "$file")"
      cp "$ASSEMBLY/etc/$name" "$file"
    fi
  done
  (cd "$ASSEMBLY/etc" && find . -type f -printf '%P\n' | sort | while read -r name; do
    echo "$(sha256sum <"$name" | cut -c1-64)  $name"
  done) >"$shipped"
}

# Karaf keeps copies of bundles; those of another build must go. State lives elsewhere in the home.
drop_stale_cache() {
  local build="$HOME_DIR/run/build"
  if [ "$(assembly_id)" != "$(cat "$build" 2>/dev/null)" ]; then
    rm -rf "$HOME_DIR/data/cache" "$HOME_DIR/data/repository"
    assembly_id >"$build"
  fi
}

assembly_id() { (cd "$ASSEMBLY" && find system etc -type f -printf '%P %s %T@\n' | sort | sha256sum | cut -c1-64); }

# What settings refer to as ${shuniu...}: it follows the port offset, so it is written at every start.
write_system_properties() {
  cat >"$HOME_DIR/etc/custom.system.properties" <<TEXT
# Written by 'hub up' at every start.
shuniu.home = \${karaf.base}
shuniu.host = 127.0.0.1
shuniu.port.offset = $OFFSET
shuniu.http.port = $HTTP_PORT
shuniu.ssh.port = $SSH_PORT
TEXT
  [ "$PBX" != asterisk ] || asterisk_properties >>"$HOME_DIR/etc/custom.system.properties"
}

asterisk_properties() {
  local env="$HOME_DIR/asterisk/hub.cfg.env"
  [ -f "$env" ] || die "$env is missing: the Asterisk script did not tell its ports"
  cat <<TEXT
shuniu.asterisk.host = $(value_of "$env" AMI_HOST)
shuniu.asterisk.port = $(value_of "$env" AMI_PORT)
shuniu.asterisk.user = $(value_of "$env" AMI_USER)
shuniu.asterisk.secret = file:$(value_of "$env" AMI_SECRET_FILE)
shuniu.asterisk.recordings = $(value_of "$env" RECORDINGS_DIR)
TEXT
}

make_admin_password() {
  local file="$HOME_DIR/secrets/admin-password"
  [ -z "${SHUNIU_ADMIN_PASSWORD:-}" ] && [ ! -s "$file" ] || return 0
  # The hub refuses a password that lacks a small letter, a capital or a digit.
  (umask 077 && LC_ALL=C tr -dc 'a-km-zA-HJ-NP-Z2-9' < <(head -c 4096 /dev/urandom) | head -c 20 >"$file" && echo 'kN7' >>"$file")
}

# Seals personal values in the database. Made once in a home's life: a second one could not open what
# the first has sealed, so where it is missing later the hub starts with its vault closed and says so.
make_vault_key() {
  local file="$HOME_DIR/secrets/vault-key" made="$HOME_DIR/run/vault-key.made"
  if [ ! -e "$file" ] && [ ! -e "$made" ]; then
    (umask 077 && head -c 32 /dev/urandom | base64 >"$file")
  fi
  if [ -s "$file" ]; then touch "$made"; else echo "hub: $file is missing; put it back, personal values cannot be read" >&2; fi
}

# The administrator's shell lets in whoever holds this key, and nobody else.
make_shell_key() {
  local key="$HOME_DIR/secrets/shell-key"
  [ ! -f "$key" ] && command -v ssh-keygen >/dev/null || return 0
  ssh-keygen -q -t rsa -b 3072 -N '' -C admin -f "$key"
  cat >"$HOME_DIR/etc/keys.properties" <<TEXT
admin=$(cut -d' ' -f2 "$key.pub"),_g_:admingroup
_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh
TEXT
}

# The instance of the driver that this home is about. An existing file is the administrator's and stays.
configure_pbx() {
  local file
  case "$PBX" in
    simulator)
      file="$HOME_DIR/etc/org.shuniu.pbx.simulator-demo.cfg"
      [ -e "$file" ] || printf '# The living hotline of the demonstration.\nname = demo\n' >"$file"
      ;;
    asterisk)
      file="$HOME_DIR/etc/org.shuniu.pbx.asterisk-main.cfg"
      [ -e "$file" ] || cat >"$file" <<'TEXT'
# The Asterisk that 'hub up' starts; it tells its ports and folders in custom.system.properties.
name = main
host = ${shuniu.asterisk.host}
port = ${shuniu.asterisk.port}
user = ${shuniu.asterisk.user}
secret = ${shuniu.asterisk.secret}
recordingsDirectory = ${shuniu.asterisk.recordings}
TEXT
      ;;
  esac
}
