// SPDX-License-Identifier: Apache-2.0

/** The reference engine, value by value. */
package dev.bnn.runtime.internal.engine.plain;
