// SPDX-License-Identifier: Apache-2.0
/** Data sets that a program draws: digits and maps of shapes. */
package dev.bnn.data.drawn;
