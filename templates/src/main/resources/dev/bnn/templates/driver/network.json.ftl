{
  "name": "[=d.top]",
  "height": [=d.height],
  "width": [=d.width],
  "channels": [=d.channels],
  "score_bytes": [=d.scoreBytes],
  "length_bits": [=d.lengthBits],
[#if d.parameters??]
  "parameters": {"file": "[=d.parameters.file]", "bytes": [=d.parameters.bytes], "structure": "[=d.parameters.structure]"},
[/#if]
  "classes": [[#list d.classes as c][=c.json][#sep], [/#list]]
}
