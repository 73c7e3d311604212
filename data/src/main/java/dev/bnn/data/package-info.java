// SPDX-License-Identifier: Apache-2.0
/** Data sets as bytes: generated digits, MNIST IDX, CIFAR-10 binary, image folders and zips; splits and batches. */
package dev.bnn.data;
