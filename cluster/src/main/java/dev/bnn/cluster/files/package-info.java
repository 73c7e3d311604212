// SPDX-License-Identifier: Apache-2.0
/**
 * Outputs on file systems of Hadoop.
 */
package dev.bnn.cluster.files;
