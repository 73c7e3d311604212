// SPDX-License-Identifier: Apache-2.0
/**
 * The records beside the trained weights: settings, provenance and the fingerprints that a checkpoint is resumed by.
 */
package dev.bnn.training.record;
