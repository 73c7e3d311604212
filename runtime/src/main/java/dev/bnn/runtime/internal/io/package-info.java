// SPDX-License-Identifier: Apache-2.0

/** Replaces files as a whole, and deletes whole folders. */
package dev.bnn.runtime.internal.io;
