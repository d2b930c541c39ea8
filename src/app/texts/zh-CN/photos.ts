export const photos = {
  take: '拍照',
  shoot: '按下快门',
  lost: '手机打开相机时关闭了应用，刚才那张没有存下；填写内容都在，请重新拍照',
  choose: '从相册选择',
  processing: '正在处理照片',
  remove: '删除照片',
  role: '照片内容',
  unreadable: '原件已保留，本机不能显示',
  erased: '已按规定清除',
  notHere: '照片在其他设备上',
  enlarge: '查看大图',
  close: '关闭',
} as const
