// SPDX-License-Identifier: Apache-2.0
/** Decodes image files to upright RGB pixels, for training, evaluation and photographs alike. */
package dev.bnn.data.picture;
