// SPDX-License-Identifier: Apache-2.0
/** Reads images in folders, with one folder per class or with masks. */
package dev.bnn.data.folder;
