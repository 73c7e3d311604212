// SPDX-License-Identifier: Apache-2.0
/** The formats of published data sets, and which of them a file has. */
package dev.bnn.data.format;
