// SPDX-License-Identifier: Apache-2.0
/**
 * Reads data sets as bytes: generated digits, MNIST IDX, CIFAR-10 binary, folders and archives of images. Splits and batches.
 */
package dev.bnn.data;
