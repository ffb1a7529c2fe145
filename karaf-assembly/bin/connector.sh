# SPDX-License-Identifier: Apache-2.0
# Commands about one connector.

connector() {
  local command="${1:-}"
  [ $# -eq 0 ] || shift
  case "$command" in
    new) connector_new "$@" ;;
    *) die "connectors are made by 'hub connector new' (see './hub help')" ;;
  esac
}
