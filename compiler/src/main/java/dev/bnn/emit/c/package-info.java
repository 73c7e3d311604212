// SPDX-License-Identifier: Apache-2.0

/** A compiled network as C99 for processors: one function per layer over a small library of kernels. */
package dev.bnn.emit.c;
