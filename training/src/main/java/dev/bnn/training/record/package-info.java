// SPDX-License-Identifier: Apache-2.0
/**
 * The records beside the trained weights: settings, provenance, and the fingerprints that decide whether training resumes from a
 * checkpoint.
 */
package dev.bnn.training.record;
