// SPDX-License-Identifier: Apache-2.0
/** A bundle that works in the workbench as a user does, and writes down what it sees. */
package dev.bnn.eclipse.probe;
