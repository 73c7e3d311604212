// SPDX-License-Identifier: Apache-2.0
/** Programs of the machine, their output, and the reports of the vendor's tools. */
package dev.bnn.tool;
