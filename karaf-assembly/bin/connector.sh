# SPDX-License-Identifier: Apache-2.0
# What integrators do with connectors.

connector() {
  local command="${1:-}"
  shift || true
  case "$command" in
    check) connector_check "$@" ;;
    *) usage >&2; exit 2 ;;
  esac
}
