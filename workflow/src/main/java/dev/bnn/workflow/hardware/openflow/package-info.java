// SPDX-License-Identifier: Apache-2.0
/** From the RTL project of a board without a processor to its bitstream, with open tools. */
package dev.bnn.workflow.hardware.openflow;
