// SPDX-License-Identifier: Apache-2.0
/** Images in folders, with a folder for each class or with masks. */
package dev.bnn.data.folder;
