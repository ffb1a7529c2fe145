// SPDX-License-Identifier: Apache-2.0
export function Logo({ size }: { size: number }) {
  return <img src="/logo.svg" width={size} height={size} alt="" />;
}
