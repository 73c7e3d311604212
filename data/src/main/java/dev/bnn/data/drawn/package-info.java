// SPDX-License-Identifier: Apache-2.0
/** Data sets that are drawn by this program: digits and maps of shapes. */
package dev.bnn.data.drawn;
