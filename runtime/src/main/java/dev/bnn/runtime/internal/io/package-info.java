// SPDX-License-Identifier: Apache-2.0

/** Files that are replaced as a whole. */
package dev.bnn.runtime.internal.io;
