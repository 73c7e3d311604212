// SPDX-License-Identifier: Apache-2.0
/** Folders, zip and tar files as trees of images, with limits on how much is unpacked. */
package dev.bnn.data.archive;
