// SPDX-License-Identifier: Apache-2.0
/** The distribution as a whole: it boots, its features stand alone, connectors come and go. */
package org.shuniu.itest;
