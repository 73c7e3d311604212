// SPDX-License-Identifier: Apache-2.0
/**
 * The page of the goal explore: speed against size over all foldings.
 */
package dev.bnn.report.explore;
