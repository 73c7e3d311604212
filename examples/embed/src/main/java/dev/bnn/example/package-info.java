// SPDX-License-Identifier: Apache-2.0
/**
 * A program that classifies a photograph with a compiled network.
 */
package dev.bnn.example;
