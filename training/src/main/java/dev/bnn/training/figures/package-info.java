// SPDX-License-Identifier: Apache-2.0
/** Measurements of a training, per epoch and per layer, and their JSON form. */
package dev.bnn.training.figures;
