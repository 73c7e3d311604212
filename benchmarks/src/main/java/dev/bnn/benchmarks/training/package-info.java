// SPDX-License-Identifier: Apache-2.0
/**
 * Measures training steps and whole trainings.
 */
package dev.bnn.benchmarks.training;
