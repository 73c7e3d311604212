// SPDX-License-Identifier: Apache-2.0
/**
 * The resources that the units of the RTL library take, estimated before any tool runs. docs/estimates.md has the measurements and
 * the errors.
 */
package dev.bnn.emit.rtl.cost;
