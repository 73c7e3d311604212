// SPDX-License-Identifier: Apache-2.0

/** The engine on bits in planes, whose loops become vector instructions. */
package dev.bnn.runtime.internal.engine.vector;
