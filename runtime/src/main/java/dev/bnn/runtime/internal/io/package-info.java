// SPDX-License-Identifier: Apache-2.0

/** Files that are replaced as a whole, and folders that are deleted so. */
package dev.bnn.runtime.internal.io;
