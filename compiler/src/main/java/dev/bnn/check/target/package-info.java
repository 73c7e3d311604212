// SPDX-License-Identifier: Apache-2.0
/** Checks target sections and their foldings. */
package dev.bnn.check.target;
