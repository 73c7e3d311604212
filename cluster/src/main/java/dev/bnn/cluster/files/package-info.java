// SPDX-License-Identifier: Apache-2.0
/** Outputs on Hadoop file systems. */
package dev.bnn.cluster.files;
