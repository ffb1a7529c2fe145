# SPDX-License-Identifier: Apache-2.0
# Commands about one connector.

connector() {
  local command="${1:-}"
  [ $# -eq 0 ] || shift
  case "$command" in
    new) connector_new "$@" ;;
    check) connector_check "$@" ;;
    *) usage >&2; exit 2 ;;
  esac
}
