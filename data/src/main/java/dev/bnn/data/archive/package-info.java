// SPDX-License-Identifier: Apache-2.0
/** Folders, zip and tar files as trees of images, with bounds on what is unpacked. */
package dev.bnn.data.archive;
