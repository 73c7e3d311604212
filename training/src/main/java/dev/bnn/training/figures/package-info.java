// SPDX-License-Identifier: Apache-2.0
/**
 * What is measured while a network trains, by epoch and by layer, and its JSON form.
 */
package dev.bnn.training.figures;
