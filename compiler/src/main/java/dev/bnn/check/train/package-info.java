// SPDX-License-Identifier: Apache-2.0
/**
 * Checks train sections and builds their recipes.
 */
package dev.bnn.check.train;
