// SPDX-License-Identifier: Apache-2.0
/**
 * Draws figures as SVG, and writes numbers for people.
 */
package dev.bnn.report.draw;
