// SPDX-License-Identifier: Apache-2.0
/** Image files to upright RGB pixels: one decoder for training, evaluation and photographs. */
package dev.bnn.data.picture;
