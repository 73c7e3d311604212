// SPDX-License-Identifier: Apache-2.0
/** Makes the bitstream for a board without a processor from its RTL project, with open tools. */
package dev.bnn.workflow.hardware.openflow;
