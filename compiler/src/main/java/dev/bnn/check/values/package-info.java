// SPDX-License-Identifier: Apache-2.0
/**
 * Checks what stands for a value: numbers, expressions, and names that files and modules carry.
 */
package dev.bnn.check.values;
