// SPDX-License-Identifier: Apache-2.0
/** Turns a lowered network into a design: its figures, budgets, simulation, and the reports of vendor tools. */
package dev.bnn.workflow.hardware;
