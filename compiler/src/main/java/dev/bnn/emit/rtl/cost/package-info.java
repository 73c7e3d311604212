// SPDX-License-Identifier: Apache-2.0
/** What the units of the RTL library take of a chip, before any tool runs. docs/estimates.md has the measurements and the errors. */
package dev.bnn.emit.rtl.cost;
