# SPDX-License-Identifier: Apache-2.0
# Writes DIR/asterisk: a configuration that shares nothing with an Asterisk of the host.

BIND=127.0.0.1
FIRST_PHONE=1001

configure() {
  local dir file
  umask 077
  for dir in conf lib/db log log/cdr-custom log/cdr-csv spool spool/outgoing sounds recordings; do mkdir -p "$BASE/$dir"; done
  SIP_PORT=$((5060 + OFFSET)) AMI_PORT=$((5038 + OFFSET)) TRUNK_PEER_PORT=$((5260 + OFFSET))
  ENTITY="$(printf '02:00:00:00:%02x:%02x' $((OFFSET / 256)) $((OFFSET % 256)))"
  RTP_START=$((10000 + 20 * OFFSET)) RTP_END=$((10000 + 20 * OFFSET + 1999))
  DATA_DIR="$(data_dir)"
  MODULE_LINE=""
  on_path asterisk >/dev/null || MODULE_LINE="astmoddir => $(fs_lib)/asterisk/modules"
  MOH_DIR="$(moh_dir)"
  RUN_DIR="$(run_dir)"
  ensure_secret "$BASE/ami.secret"
  AMI_SECRET="$(cat "$BASE/ami.secret")"
  ensure_phones
  announcement busy 'ni2 hao3 , zuo4 xi2 zan4 shi2 wu2 fa3 jie1 ting1 , qing3 shao1 hou4'
  announcement later 'dui4 bu5 qi3 , xian4 zai4 wu2 fa3 jie1 ting1 , qing3 shao1 hou4 zai4 bo1'
  spoken_digits
  # Files that Asterisk looks for and that have nothing to say here.
  for file in acl ccss cel geolocation queuerules statsd udptl; do echo '; empty on purpose' >"$BASE/conf/$file.conf"; done
  for file in "$ASTERISK_HOME_DIR"/conf/*.conf; do render "$file" >"$BASE/conf/$(basename "$file")"; done
  phones_pjsip >>"$BASE/conf/pjsip.conf"
  phones_queue >>"$BASE/conf/queues.conf"
  write_env >"$BASE/hub.cfg.env"
}

# @NAME@ in a template is the shell variable NAME.
render() {
  local name script=""
  for name in BASE BIND SIP_PORT AMI_PORT RTP_START RTP_END TRUNK_PEER_PORT MOH_DIR RUN_DIR AMI_SECRET MODULE_LINE DATA_DIR OFFSET ENTITY; do
    script+="s|@$name@|${!name-}|g;"
  done
  sed "$script" "$1"
}

# An Asterisk of the host knows its own modules; the unpacked one has to be told where they are.
data_dir() {
  if on_path asterisk >/dev/null; then
    find /usr/share/asterisk /var/lib/asterisk -maxdepth 0 2>/dev/null | head -n 1
  else
    echo "$CACHE/fs/usr/share/asterisk"
  fi
}

moh_dir() {
  local dir
  for dir in "$DATA_DIR/moh" /usr/share/asterisk/moh /var/lib/asterisk/moh; do
    if [ -n "$(find "$dir" -name '*.wav' 2>/dev/null | head -n 1)" ]; then echo "$dir"; return; fi
  done
  mkdir -p "$BASE/moh"
  run_tool sox -n -r 8000 -b 16 -c 1 "$BASE/moh/chord.wav" synth 20 pluck C3 pluck E3 pluck G3 gain -12
  echo "$BASE/moh"
}

# The control socket's path must stay below 108 characters.
run_dir() {
  local dir="$BASE/run"
  if [ "${#dir}" -gt 80 ]; then
    dir="$(cat "$BASE/run.path" 2>/dev/null || true)"
    if [ ! -d "$dir" ]; then
      dir="$(mktemp -d "${TMPDIR:-/tmp}/shuniu-ast-XXXXXX")"
      echo "$dir" >"$BASE/run.path"
    fi
  fi
  mkdir -p "$dir"
  echo "$dir"
}

random_text() { head -c 512 /dev/urandom | tr -dc 'A-Za-z0-9' | head -c "$1"; }

ensure_secret() { [ -s "$1" ] || random_text 32 >"$1"; }

ensure_phones() {
  local phone phones="${SHUNIU_ASTERISK_PHONES:-20}"
  [[ "$phones" =~ ^[1-9][0-9]{0,2}$ ]] || die "SHUNIU_ASTERISK_PHONES is how many telephones there are, 1 to 999, not '$phones'"
  LAST_PHONE=$((FIRST_PHONE + phones - 1))
  touch "$BASE/phones"
  seq "$FIRST_PHONE" "$LAST_PHONE" | grep -vxFf <(cut -d' ' -f1 "$BASE/phones") | while read -r phone; do
    echo "$phone $(random_text 20)" >>"$BASE/phones"
  done || true
}

# What a caller hears while no hub is there; spoken once, at the first start.
announcement() {
  local file="$BASE/sounds/$1.wav"
  [ ! -s "$file" ] || return 0
  run_tool espeak-ng -v cmn-latn-pinyin -s 140 -a 60 -w "$file.speech" "$2" &&
    run_tool sox -t wav "$file.speech" -r 8000 -b 16 -c 1 "$file" ||
    die "cannot speak the announcement $1"
  rm -f "$file.speech"
}

# Numbers that the switch speaks, in Mandarin.
spoken_digits() {
  local words=(ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3) digit
  mkdir -p "$BASE/sounds/digits"
  for digit in "${!words[@]}"; do announcement "digits/$digit" "${words[$digit]}"; done
}

phones_pjsip() {
  local phone password
  while read -r phone password; do
    printf '\n[%s](phone)\nauth=%s\naors=%s\ncallerid="%s" <%s>\n' "$phone" "$phone" "$phone" "$phone" "$phone"
    printf '[%s](phone-auth)\nusername=%s\npassword=%s\n[%s](phone-aor)\n' "$phone" "$phone" "$password" "$phone"
  done <"$BASE/phones"
}

phones_queue() {
  local phone password
  while read -r phone password; do echo "member => PJSIP/$phone"; done <"$BASE/phones"
}

write_env() {
  cat <<TEXT
PORT_OFFSET=$OFFSET
AMI_HOST=$BIND
AMI_PORT=$AMI_PORT
AMI_USER=shuniu
AMI_SECRET_FILE=$BASE/ami.secret
SIP_HOST=$BIND
SIP_PORT=$SIP_PORT
TRUNK_PEER_PORT=$TRUNK_PEER_PORT
RTP_START=$RTP_START
RTP_END=$RTP_END
SOUNDS_DIR=$BASE/sounds
DIGITS_DIR=$BASE/sounds/digits
RECORDINGS_DIR=$BASE/recordings
CDR_FILE=$BASE/log/cdr-custom/calls.csv
PHONES_FILE=$BASE/phones
PHONES=$FIRST_PHONE-$LAST_PHONE
TEXT
}

env_value() { sed -n "s/^$1=//p" "$BASE/hub.cfg.env" 2>/dev/null; }
