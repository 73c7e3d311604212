// SPDX-License-Identifier: Apache-2.0
/** Data sets as bytes: requests, image sets with their labels, splits, batches, and {@link dev.bnn.data.DataSets} to load them. */
package dev.bnn.data;
