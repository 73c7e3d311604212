// SPDX-License-Identifier: Apache-2.0
/** Reads the formats of published data sets, and determines the format of a file. */
package dev.bnn.data.format;
