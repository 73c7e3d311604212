{
  "name": "[=d.top]",
  "height": [=d.height],
  "width": [=d.width],
  "channels": [=d.channels],
  "score_bytes": [=d.scoreBytes],
  "length_bits": [=d.lengthBits],
  "classes": [[#list d.classes as c][=c.json][#sep], [/#list]]
}
