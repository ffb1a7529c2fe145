// SPDX-License-Identifier: Apache-2.0
export function thrownCodes(root?: string): string[];
